// What went wrong, as it is shown in the page: what to do, and where more about it stands.
import { html, nothing } from 'lit';

/** @param {import('../api/problem.js').ApiError | null} error */
export function trouble(error) {
  if (!error) return nothing;
  return html`<p class="note bad" role="alert">
    ${error.message}
    ${error.page ? html`<a href=${error.page} target="_blank">What this means</a>` : nothing}
    ${error.status >= 500 && error.requestId
      ? html`<span class="small soft">Request ${error.requestId}</span>`
      : nothing}
  </p>`;
}
