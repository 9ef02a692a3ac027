import { createHash } from 'node:crypto';
import { replyPageHeaders, replyStyle } from '../reply/reply-style.js';

/** What stands on this page beside what every page by link has. */
export const selfCheckStyle = `
h3{font-size:18px;margin:14px 0 4px}
.steps{margin:12px 0 0;padding-left:24px}
.steps li{padding:4px 0}
.steps .fine{color:#0b6b3a}
.steps .amiss{color:#8a2a00}
progress{width:100%;height:18px}
video{display:block;max-width:100%;height:auto;background:#1b2430;border-radius:6px;margin:8px 0}
fieldset button{min-width:96px;margin:4px 8px 4px 0}
#self-check .box h2{margin-bottom:4px}
@media print{#self-check progress,#self-check video,#self-check button{display:none!important}}
`.replaceAll('\n', '');

const hashOf = (style: string): string => `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
/** Sala's own program and what it asks Sala; sound that was just recorded is played. Nothing else is loaded. */
const policy = `default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self' blob:; style-src ${hashOf(replyStyle)} ${hashOf(selfCheckStyle)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export const selfCheckHeaders = {
  ...replyPageHeaders,
  'content-security-policy': policy,
  // The browser asks whoever sits there, too; on every other page of Sala there is nothing to ask for.
  'permissions-policy':
    'accelerometer=(), autoplay=(self), camera=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(), usb=()',
} as const;
