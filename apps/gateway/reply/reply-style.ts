import { createHash } from 'node:crypto';

/** Plain CSS that old browsers understand; what they do not (`:has`, `clamp`) only makes it nicer. */
export const replyStyle = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#eef1f5;color:#1b2430;font:17px/1.55 Sarabun,"Noto Sans Thai","Leelawadee UI",Laksaman,Tahoma,Arial,sans-serif}
html[lang=en] body{font-family:"Segoe UI",Arial,"Liberation Sans","Noto Sans",sans-serif}
a{color:#0b4f8a}
:focus{outline:3px solid #f2a900;outline-offset:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:8px;top:8px;background:#fff;padding:8px 12px;z-index:1}
.bar{background:#12395f;color:#fff}
.bar>div,main{max-width:720px;margin:0 auto;padding:0 16px}
.bar>div{padding-top:10px;padding-bottom:10px;overflow:hidden}
.bar .lang{float:right;margin-left:12px}
.bar a,.bar button.link{color:#fff;background:none;border:1px solid #9db6cf;border-radius:4px;padding:2px 12px;font:inherit;text-decoration:none;cursor:pointer}
main{padding-bottom:48px}
section,form,.box{background:#fff;border:1px solid #d5dbe3;border-radius:8px;padding:16px 20px;margin:16px 0;overflow-wrap:break-word;word-wrap:break-word}
h1{font-size:24px;line-height:1.35;margin:2px 0 12px}
h2{font-size:20px;line-height:1.35;margin:0 0 8px}
.over{margin:0;color:#4a5666}
dl{margin:0}
dl>div{padding:5px 0;border-top:1px solid #e8ecf1;overflow:hidden}
dt{float:left;width:150px;color:#4a5666}
dd{margin:0 0 0 160px}
.due dd{font-weight:bold;color:#8a2a00}
.whole{white-space:nowrap}
summary{cursor:pointer;margin:0 0 8px;display:inline-block;background:#fff;color:#12395f;border:1px solid #12395f;border-radius:6px;padding:8px 16px;font-weight:bold}
fieldset{border:0;margin:0 0 18px;padding:0;min-width:0}
legend{font-weight:bold;font-size:19px;padding:0;margin-bottom:6px}
.choice{display:block;position:relative;border:2px solid #c3ccd8;border-radius:8px;padding:10px 14px 10px 46px;margin:8px 0;cursor:pointer}
.choice:hover{border-color:#12395f}
.choice input{position:absolute;left:14px;top:16px;width:20px;height:20px;margin:0}
.choice b{display:block}
.choice small,.hint{color:#4a5666;font-size:15px}
.choice:has(input:checked){border-color:#12395f;background:#edf4fb}
form:has(input[value=decline]:checked) .who,form:has(input[value=attend]:checked) .no-attend,form:has(input[value=representative]:checked) .no-representative,form:has(input[value=decline]:checked) .no-decline{display:none}
.box-choice{display:block;padding:4px 0 4px 30px;position:relative}
.box-choice input{position:absolute;left:2px;top:8px;width:18px;height:18px;margin:0}
.asked{margin:0 0 10px}
.lines{white-space:pre-line}
form.said{border:0;padding:0;margin:8px 0 0}
.asked legend{font-weight:normal;font-size:15px;margin:0}
.row{margin:8px 0 12px;padding-top:8px;border-top:1px solid #e8ecf1}
.row:first-of-type{border-top:0;padding-top:0}
.row p{margin:0 0 4px;overflow:hidden;padding:3px}
label:not([class*=choice]){display:block;margin:0 0 8px}
label>span{display:block;font-size:15px}
label em,.asked em{font-style:normal;color:#4a5666}
input[type=text],input[type=tel],input[type=email],select,textarea{width:100%;font:inherit;padding:8px 10px;border:1px solid #7d8998;border-radius:6px;background:#fff;color:inherit}
textarea{min-height:72px}
[id^=field],[id^=row]{scroll-margin-top:90px}
[aria-invalid=true]{border:2px solid #b00020!important;background:#fff6f6}
.wrong{display:block;color:#b00020;font-weight:bold;font-size:15px}
button.main{display:block;width:100%;margin:8px 0;font:inherit;font-weight:bold;font-size:20px;padding:14px;border:0;border-radius:8px;background:#0b6b3a;color:#fff;cursor:pointer}
button.main:hover{background:#085a30}
button.plain,.row button{font:inherit;background:#fff;color:#12395f;border:1px solid #12395f;border-radius:6px;padding:6px 14px;cursor:pointer}
.row p button{float:right;font-size:15px;padding:2px 10px}
.first{position:absolute;left:-9999px}
.box.good{background:#e9f6ee;border-color:#0b6b3a}
.box.bad{background:#fff1f1;border-color:#b00020}
.box.note{background:#fff8e5;border-color:#b98100}
.box h1{margin-bottom:6px}
.box ul{margin:4px 0;padding-left:22px}
.box p,form>p:first-of-type{margin:4px 0 10px}
.small{font-size:15px;color:#4a5666}
@media (min-width:600px){.row .cells{display:flex;flex-wrap:wrap;margin-right:-10px}.row .cells label{flex:2 1 140px;padding-right:10px}.row .cells .line{flex:3 1 190px}}
@media print{body{background:#fff;font-size:14px;line-height:1.4}.bar,.skip,.screen,#opinions,button,summary,details:not([open]){display:none!important}main{max-width:none;padding:0}section,form,.box{border:0;border-radius:0;border-bottom:1px solid #999;margin:0;padding:8px 0;background:none}h1{font-size:20px}h2{font-size:17px}a{color:inherit;text-decoration:none}}
@media (max-width:480px){dt{float:none;width:auto}dd{margin:0}section,form,.box{padding:12px 14px}h1{font-size:21px}}
`.replaceAll('\n', '');

/** The page may load nothing, run nothing, and be framed by nobody; its one style sheet is known by its hash. */
export const replyPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(replyStyle).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export const replyPageHeaders = {
  'content-security-policy': replyPolicy,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  vary: 'accept-language',
} as const;
