import type { BuildOptions } from 'esbuild';

export declare const page: BuildOptions;
