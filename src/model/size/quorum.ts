import { type Text, text } from '../text';

/** The least number of sentinels that outvote the others: what a failover needs in any case, and the advised quorum. */
export const majorityOf = (sentinels: number): number => Math.floor(sentinels / 2) + 1;

/** What a user should know of a number of sentinels with a quorum. */
export function quorumRemarks(sentinels: number, quorum: number): Text[] {
  const majority = majorityOf(sentinels);
  const found = [
    text(
      'With {0} sentinels a failover needs {1} of them; {2} may be lost',
      sentinels,
      Math.max(majority, quorum),
      sentinels - Math.max(majority, quorum),
    ),
  ];
  if (quorum < majority)
    found.push(
      text('A quorum of {0} lets a minority think the master down; {1} is advised', quorum, majority),
    );
  if (sentinels < 3) found.push(text('With fewer than 3 sentinels, losing one stops failover.'));
  else if (sentinels % 2 === 0)
    found.push(text('An even number of sentinels tolerates no more losses than one fewer.'));
  return found;
}
