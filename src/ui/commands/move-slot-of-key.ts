import { text } from '../../model/text';
import { moveForm } from './move-form';

/** Opens the form in which the slot of one key is moved. */
export const moveSlotOfKeyCommand = moveForm('moveSlot', text('In which cluster is the key?'));
