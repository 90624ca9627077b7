import { run } from '../handover';

void run((line: string) => console.log(new Date().toISOString().slice(11, 19), line)).then(
  (r) => {
    console.log(JSON.stringify(r));
    process.exit(0);
  },
  (e) => {
    console.log('FAILED', e);
    process.exit(1);
  },
);
