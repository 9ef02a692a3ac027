import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Sarabun, the open family of the ministries' own letters; as data, so that the document is one file wherever it is printed. */
const scripts = {
  thai: 'U+0E01-0E5B,U+200C-200D,U+25CC',
  latin: 'U+0000-00FF,U+2013-2014,U+2018-201D,U+2026',
} as const;
const weights = [400, 700] as const;
const face = (script: keyof typeof scripts, weight: (typeof weights)[number]): string => {
  const path = fileURLToPath(import.meta.resolve(`@fontsource/sarabun/files/sarabun-${script}-${weight}-normal.woff2`));
  const data = readFileSync(path).toString('base64');
  return `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${scripts[script]}}`;
};
const faces = (): string =>
  (Object.keys(scripts) as (keyof typeof scripts)[])
    .flatMap((script) => weights.map((weight) => face(script, weight)))
    .join('');

/** A4 as official letters have it. Sarabun at 12 pt is as large as TH Sarabun at the 16 pt of the rules. */
const rules = `
@page{size:A4;margin:0}
*{box-sizing:border-box}
body{margin:0;font:12pt/1.45 Sarabun,"TH Sarabun New",sans-serif;color:#000}
p,h1,h2{margin:0;font-size:inherit}
.sheet{position:relative;width:210mm;min-height:296mm;padding:15mm 20mm 15mm 30mm;break-after:page;display:flex;flex-direction:column}
.sheet:last-child{break-after:auto}
.letter header{position:relative;min-height:30mm;margin-bottom:2mm}
.crest{position:absolute;left:50%;top:0;width:28mm;height:30mm;margin-left:-19mm;border:.3mm dashed #777;color:#777;font-size:9pt;display:flex;align-items:center;justify-content:center}
.urgency{position:absolute;left:0;top:8mm;color:#c00;font-size:20pt}
.number{position:absolute;left:0;bottom:0}
.letter address{margin-left:112mm;padding-top:18mm;font-style:normal}
.dated{margin:2mm 0 2mm 75mm;white-space:pre}
.secrecy{color:#c00;font-weight:700;font-size:18pt;text-align:center}
.fact{display:flex;margin-top:1.5mm}
.fact>b{font-weight:400;flex:0 0 auto;margin-right:5mm}
.body p{text-indent:25mm;margin-top:2mm;text-align:justify;text-justify:inter-character}
.ways{margin-top:3mm;min-height:30mm}
.ways p{text-indent:25mm}
.ways ul{margin:1mm 0 0;padding-left:6mm}
.ways .qr{float:right;width:29mm;height:29mm;margin:0 0 2mm 6mm}
.typed{font-family:"DejaVu Sans Mono","Liberation Mono",monospace;font-size:10.5pt;white-space:nowrap}
.signed{margin:6mm 0 0 75mm;text-align:center;white-space:pre-wrap}
.letter .signed .name{margin-top:16mm}
.letter footer{margin-top:auto;padding-top:6mm;white-space:pre-wrap}
.form{font-size:11pt;padding:14mm 18mm 12mm 22mm}
.form header{min-height:36mm;padding-right:34mm}
.form h1{font-size:16pt;text-align:center}
.form header p{text-align:center}
.coded{position:absolute;right:14mm;top:12mm;width:32mm;text-align:center;font-size:9.5pt}
.coded .qr{width:28mm;height:28mm}
.known{border:.3mm solid #000;padding:1.5mm 3mm;margin:2mm 0}
.form h2{margin-top:3mm;font-weight:700}
.boxes{display:flex;flex-wrap:wrap;gap:1mm 8mm;padding:1mm 4mm}
.choice{white-space:nowrap}
.box{display:inline-block;width:4mm;height:4mm;border:.35mm solid #000;vertical-align:-.6mm;margin-right:1mm}
table{width:100%;border-collapse:collapse;margin-top:1mm}
th,td{border:.25mm solid #000;padding:.5mm 1.5mm;height:8mm;font-weight:400}
th{height:auto}
.ordinal{width:9mm;text-align:center}
th.prefix{width:20mm}
th.phone{width:32mm}
th.head{width:18mm;font-size:9.5pt}
td>.box{display:block;margin:auto}
.line{display:flex;align-items:baseline;margin-top:1.2mm;flex-wrap:wrap}
.dots{flex:1 1 60mm;border-bottom:.3mm dotted #000;margin-left:2mm;min-height:6mm}
.part{display:flex;flex-wrap:wrap;gap:0 3mm}
.part>span{display:flex;flex:1 1 70mm;align-items:baseline;margin-top:1.2mm}
.part .dots{flex:1 1 10mm}
.blanks{display:flex;align-items:baseline;margin-top:1.5mm;white-space:pre}
.blanks .dots{flex:1 1 10mm}
.form .signed{margin:5mm 0 0 70mm}
.form footer{margin-top:auto;padding-top:2mm;border-top:.2mm solid #000;font-size:10pt}
@media screen{body{background:#ddd}.sheet{background:#fff;margin:8mm auto}}
`.replaceAll('\n', '');

let whole: string | undefined;
/** Read once: it is the same for every document. */
export const paperStyle = (): string => (whole ??= faces() + rules);
