import { type Text, text } from '../../model/text';

// The grammar of github.com/distribution/reference, in its parts.
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const host = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';
const tag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const digest = '[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}';
const reference = new RegExp(`^(?:${host}/)?${component}(?:/${component})*(?::${tag})?(?:@${digest})?$`);

/** What is wrong with an image reference such as `redis:8.0` or `registry.local:5000/team/valkey@sha256:…`. */
export function imageProblem(image: string): Text | undefined {
  const typed = image.trim();
  if (typed === '') return text('Name an image.');
  if (typed.length > 255) return text('At most 255 characters.');
  if (/\s/.test(typed)) return text('An image reference has no spaces.');
  if (reference.test(typed)) return undefined;
  if (reference.test(typed.toLowerCase())) return text('The name of an image is lower case.');
  return text('Not an image reference. It looks like redis:8.0 or registry.example:5000/team/valkey:9.1.');
}
