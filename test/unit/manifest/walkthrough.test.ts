import { describe, expect, it } from 'vitest';
import { readJson, readText } from './project';

interface Step {
  id: string;
  title: string;
  description: string;
  media: { svg: string; altText: string };
  completionEvents: string[];
}
interface Manifest {
  contributes: {
    commands: { command: string }[];
    walkthroughs: { title: string; description: string; steps: Step[] }[];
  };
}

const { commands, walkthroughs } = readJson<Manifest>('package.json').contributes;
const ids = commands.map(({ command }) => command);
const steps = walkthroughs.flatMap((one) => one.steps);
const texts = {
  English: readJson<Record<string, string>>('package.nls.json'),
  Chinese: readJson<Record<string, string>>('package.nls.zh-cn.json'),
};
const commandsIn = (told = '') => [...told.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);

describe('the walkthrough', () => {
  it('is one, from creating to mending', () => {
    expect(walkthroughs).toHaveLength(1);
    expect(steps.map(({ id }) => id)).toEqual(['create', 'watch', 'break', 'mend']);
  });

  it('leaves no text in the manifest itself', () => {
    const shown = [...walkthroughs, ...steps].flatMap(({ title, description }) => [title, description]);
    for (const one of [...shown, ...steps.map(({ media }) => media.altText)])
      expect(one).toMatch(/^%[^%]+%$/);
  });

  it.each(steps)('has buttons in step $id that exist and complete it, in both languages', (step) => {
    const [inEnglish, inChinese] = Object.values(texts).map((told) =>
      commandsIn(told[step.description.slice(1, -1)]),
    );
    expect(inChinese).toEqual(inEnglish);
    expect(ids).toEqual(expect.arrayContaining(inEnglish ?? []));
    expect(step.completionEvents).toContain(`onCommand:${inEnglish?.[0]}`);
  });

  it('completes steps by commands that exist', () => {
    for (const event of steps.flatMap((step) => step.completionEvents)) {
      expect(ids).toContain(event.replace('onCommand:', ''));
    }
  });
});

describe.each(steps)('the picture of step $id', ({ media }) => {
  const picture = readText(media.svg);

  it('takes every colour from the theme', () => {
    const colours = [...picture.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
    expect(colours.length).toBeGreaterThan(10);
    for (const colour of colours) expect(colour).toMatch(/^none$|^var\(--vscode-[\w-]+\)$/);
  });

  it('has nothing that the policy of its page forbids, and no words to translate', () => {
    expect(picture).not.toMatch(/ style=|<style|<script|<image|href=/);
    for (const [, word] of picture.matchAll(/<text[^>]*>([^<]*)</g)) expect(word).toMatch(/^\d+$/);
  });
});
