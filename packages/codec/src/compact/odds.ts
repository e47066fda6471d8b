/** Characters that have a column of their own, or stand for all of their sort; `!` for the others. */
export const columns = [...'a0A-_./=&?%!'];

/**
 * How likely each sort of symbol (column) is at the start of a text or after each sort of character
 * (row). Two digits more, up to `z`, are twice as likely. Counted in hand-written samples of links;
 * part of the format, like the preset.
 */
export const odds: ReadonlyMap<string, readonly number[]> = table(`
url    4444444444444n4444444444444
key    j5555555555555m555555555555
value  h8h22222222882f2addb2daibcj
number 9k9i999999999999999k9999999
a      l42d8ceb291bg1ag41141151111
0      d33f3gf3cb3el33ca3a33333333
A      j5jf55b5d555j5db555555e5555
-      kff44444444444j4b44i4444444
_      gaaaaaaaaaaaaajaaaagkaaaaaa
.      kd444444444444kge44g4444444
/      k82222222222c2ka288gd222222
=      jee55555555555jccefhce55555
&      jaaaaaaaaaaaaalaaaaaaaaaaaa
?      j9999999999999l999999999999
%      ddddddddddddddddddddddddddd
!      hdg66666666f66k6d66id6d6666
wide   i7777777777ff777777777l7777
`);

function table(text: string): ReadonlyMap<string, readonly number[]> {
  const lines = text.trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [row = '', digits = ''] = line.split(/\s+/);
      return [row, [...digits].map((digit) => weight(Number.parseInt(digit, 36)))];
    }),
  );
}

/** 0, 2, 3, 4, 6, 8, 12, 16 …: powers of the square root of 2, in whole numbers. */
function weight(digit: number): number {
  return digit && (2 + ((digit - 1) % 2)) << ((digit - 1) >> 1);
}
