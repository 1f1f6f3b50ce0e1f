// Writes src/SpareKey.SecurityModel/Text/nfkd.txt: the data of Unicode NFKD as a JavaScript engine applies it,
// because that is what the service's own clients normalise passwords with.
//
//   node eng/nfkd-table.mjs > src/SpareKey.SecurityModel/Text/nfkd.txt
//
// Lines:  # comment
//         d CODE TARGET...   full compatibility decomposition (Hangul syllables are left out: they are computed)
//         r RANK FIRST-LAST  canonical ordering: the rank of a combining class among all classes, from 1.
//                            Only the order of classes matters to NFKD, so ranks are found by watching which
//                            of two marks the engine moves first; starters have no line.

const hex = (n) => n.toString(16).toUpperCase();
const nfkd = (s) => s.normalize('NFKD');
const out = [`# NFKD data, Unicode ${process.versions.unicode}, written by eng/nfkd-table.mjs`];
const stable = [];

for (let code = 0x80; code <= 0x10ffff; code++) {
  if (code >= 0xd800 && code <= 0xdfff) continue;
  if (code >= 0xac00 && code <= 0xd7a3) continue;
  const text = String.fromCodePoint(code);
  const target = nfkd(text);
  if (target === text) stable.push(code);
  else out.push(`d ${hex(code)} ${[...target].map((c) => hex(c.codePointAt(0))).join(' ')}`);
}

// A mark moves before a neighbour of a higher class; a starter never moves.
const after = (a, b) => nfkd(String.fromCodePoint(a, b)) !== String.fromCodePoint(a, b);
const overlay = 0x0334; // the lowest class in use (1)
const above = 0x0300; // a high class (230)
const marks = stable.filter((code) => after(code, overlay) || after(above, code) || code === overlay);
marks.sort((a, b) => (after(a, b) ? 1 : after(b, a) ? -1 : a - b));

let rank = 0;
const ranks = new Map();
marks.forEach((code, i) => {
  if (i === 0 || after(code, marks[i - 1])) rank++;
  ranks.set(code, rank);
});
const codes = [...ranks.keys()].sort((a, b) => a - b);
for (let i = 0; i < codes.length; ) {
  let last = i;
  while (codes[last + 1] === codes[last] + 1 && ranks.get(codes[last + 1]) === ranks.get(codes[i])) last++;
  out.push(`r ${ranks.get(codes[i])} ${hex(codes[i])}-${hex(codes[last])}`);
  i = last + 1;
}
process.stdout.write(out.join('\n') + '\n');
