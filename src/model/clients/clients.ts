import { goRedisCode } from './go-redis';
import { ioredisCode } from './ioredis';
import { jedisCode } from './jedis';
import { lettuceCode } from './lettuce';
import { nodeRedisCode } from './node-redis';
import { redisCliCode, urls } from './redis-cli';
import { redisPyCode } from './redis-py';
import { stackExchangeCode } from './stack-exchange';
import type { WayIn } from './way-in';

/** A client that code can be written for. */
export interface Client {
  readonly name: string;
  /** The language that an editor shows it in. */
  readonly language: string;
  readonly code: (way: WayIn) => string;
}

/** The clients that people use, the most used first. */
export const CLIENTS: readonly Client[] = [
  { name: 'ioredis (Node.js)', language: 'javascript', code: ioredisCode },
  { name: 'node-redis (Node.js)', language: 'javascript', code: nodeRedisCode },
  { name: 'redis-py (Python)', language: 'python', code: redisPyCode },
  { name: 'Jedis (Java)', language: 'java', code: jedisCode },
  { name: 'Lettuce (Java)', language: 'java', code: lettuceCode },
  { name: 'go-redis (Go)', language: 'go', code: goRedisCode },
  { name: 'StackExchange.Redis (C#)', language: 'csharp', code: stackExchangeCode },
  { name: 'redis-cli', language: 'shellscript', code: redisCliCode },
  { name: 'URL', language: 'plaintext', code: urls },
];
