import { text } from '../../model/text';
import { moveForm } from './move-form';

/** Opens the form in which a master is emptied. */
export const drainCommand = moveForm('drain', text('In which cluster is a master to be emptied?'));
