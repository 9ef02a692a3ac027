import { config } from 'zod';

// Before the first schema is made: zod would try whether it may compile code, which the content security policy forbids and the browser reports.
config({ jitless: true });
void import('./app/mount.js');
