import { text } from '../../model/text';
import { moveForm } from './move-form';

/** Opens the form in which a cluster's slots are balanced. */
export const rebalanceCommand = moveForm('rebalance', text('Which cluster is to be rebalanced?'));
