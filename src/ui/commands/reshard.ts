import { text } from '../../model/text';
import { moveForm } from './move-form';

/** Opens the form in which slots are moved to one master. */
export const reshardCommand = moveForm('reshard', text('In which cluster are slots to be moved?'));
