// 1,000 power cuts, each followed by a whole restart: `pnpm soak power-cut [cuts] [seed]`.
import { canWatchDisk } from '../support/power-cut/build-disk.ts';
import { cutPower } from '../support/power-cut/cut.ts';
import { recordSession } from '../support/power-cut/session.ts';
import { createRandom } from '../support/random.ts';

const [cuts = 1_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const cutsPerSession = 100;
const answersPerLife = 2_000;

if (!canWatchDisk()) throw new Error('expected Linux and a C compiler, cc');
console.log(`${cuts} power cuts, seed ${seed}`);
const random = createRandom(seed);
const total = { cuts: 0, acknowledged: 0, lost: 0, invented: 0, twice: 0, broken: 0 };
while (total.cuts < cuts) {
  const session = await recordSession(answersPerLife);
  const count = Math.min(cutsPerSession, cuts - total.cuts);
  const damages = await cutPower(session, count, random, 1);
  total.cuts += count;
  total.acknowledged += session.acknowledged.length;
  for (const damage of damages) {
    total.lost += damage.lost.length;
    total.invented += damage.invented.length;
    total.twice += damage.twice;
    total.broken += damage.broken.length;
    for (const problem of damage.broken) console.error(problem);
  }
  console.log(JSON.stringify(total));
}
if (total.lost + total.invented + total.twice + total.broken > 0) process.exitCode = 1;
