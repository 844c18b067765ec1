// The shape of a body, of OpenAPI 3.1: its fields, with what they refer to opened.
import { css, html, LecternElement, nothing } from '../base/element.js';
import { blocksOf } from '../viewer/markdown.js';
import { blocksView } from '../viewer/markdown-view.js';

/** So deep are schemas opened; deeper ones are named only. */
const DEEPEST = 5;

/** @returns {any} what a `$ref` within the same contract leads to, or the thing itself */
export function resolved(contract, thing) {
  if (typeof thing?.$ref !== 'string') return thing ?? {};
  const path = thing.$ref.replace(/^#\//, '').split('/');
  return path.reduce((at, part) => at?.[part.replaceAll('~1', '/')], contract) ?? {};
}

function nameOf(schema) {
  return schema?.$ref?.split('/').pop() ?? '';
}

/** Links of the contract lead to places in itself, by names this page does not have. */
const LINK = /\[([^\]]+)\]\(#[^)]*\)/g;

/** One star on each side: a word that is said for the first time. */
const EMPHASIS = /(?<![*\w])\*([^*\n]+)\*(?!\*)/g;

function plain(text) {
  return text.replaceAll(LINK, '$1').replaceAll(EMPHASIS, '$1');
}

/** A longer piece of the contract's prose: headings, lists, paragraphs. */
export function article(text = '') {
  const words = plain(text);
  return blocksView(blocksOf(words), ({ start, end }) => words.slice(start, end));
}

/** Prose of the contract, with what stands in backticks as code. */
export function prose(text = '') {
  const parts = plain(text).split('`');
  return parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** `from 1 to 200; usually 50; one of a, b`: what a value may be. */
export function boundsText(contract, given) {
  const schema = resolved(contract, given);
  const { minimum, maximum, minLength, maxLength, default: usual } = schema;
  const values = schema.enum ?? resolved(contract, schema.items).enum;
  const parts = [];
  if (maximum !== undefined) parts.push(`from ${minimum ?? 0} to ${maximum}`);
  if (maxLength !== undefined) parts.push(`${minLength ?? 0} to ${maxLength} characters`);
  if (usual !== undefined) parts.push(`usually ${usual}`);
  if (values) parts.push('one of ' + values.join(', '));
  return parts.join('; ');
}

/** `string (uuid) or null`, `list of Document`. */
export function typeText(contract, given) {
  const name = nameOf(given);
  const schema = resolved(contract, given);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((one) => typeText(contract, one)).join(' or ');
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat();
  const words = types.map((type) => {
    if (type === 'array') return 'list of ' + typeText(contract, schema.items ?? {});
    if (type === 'object' && name) return name;
    return type + (schema.format && type === 'string' ? ` (${schema.format})` : '');
  });
  return words.join(' or ');
}

/** The schema whose fields are worth showing: what a list holds, or the choice that is no null. */
function inner(contract, given) {
  const schema = resolved(contract, given);
  const choice = (schema.oneOf ?? schema.anyOf)?.find((one) => resolved(contract, one).properties);
  if (choice) return inner(contract, choice);
  return schema.items ? inner(contract, schema.items) : schema;
}

/** `<lectern-schema .contract=${openapi} .schema=${schema}>` */
class Schema extends LecternElement {
  static properties = { contract: { attribute: false }, schema: { attribute: false } };

  static look = css`
    ul ul {
      margin: var(--space-1) 0 var(--space-2);
      padding-left: var(--space-4);
      border-left: 2px solid var(--line);
    }
    li {
      padding: var(--space-1) 0;
      overflow-wrap: anywhere;
    }
    li > code {
      font-weight: 600;
    }
    summary {
      cursor: pointer;
      color: var(--accent);
      font-size: var(--text-1);
    }
  `;

  render() {
    return html`
      <p class="small soft">${typeText(this.contract, this.schema)}</p>
      ${this.#fields(this.schema, 0)}
    `;
  }

  #fields(given, depth) {
    const { properties, required = [] } = inner(this.contract, given);
    if (!properties) return nothing;
    return html`<ul>
      ${Object.entries(properties).map(([name, field]) => {
        const { description } = resolved(this.contract, field);
        const bounds = boundsText(this.contract, field);
        const deeper = inner(this.contract, field).properties;
        return html`<li>
          <code>${name}</code>
          <span class="small soft"
            >${typeText(this.contract, field)}${required.includes(name) ? '' : ', optional'}</span
          >
          ${description ? html`<div class="small">${prose(description)}</div>` : nothing}
          ${bounds ? html`<div class="small soft">${bounds}</div>` : nothing}
          ${deeper && depth < DEEPEST
            ? html`<details>
                <summary>its fields</summary>
                ${this.#fields(field, depth + 1)}
              </details>`
            : nothing}
        </li>`;
      })}
    </ul>`;
  }
}

customElements.define('lectern-schema', Schema);
