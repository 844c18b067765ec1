// The pages of a PDF, of which only those near the window are drawn.
import { LecternElement, css, html } from '../base/element.js';
import { repeat } from 'lit/directives/repeat.js';
import './pdf-page.js';
import { openPdf, whyNot } from './pdf-file.js';
import { reveal } from './reveal.js';

/** How much of the window above and below is drawn ahead. */
const DRAWN_AHEAD = '75% 0px';

/** The room at the sides of a page, in CSS pixels. */
const MARGIN = 16;

/**
 * The pages of the PDF at `url`, one under the other.
 *
 * Tells `shown-page` {page, pages} when another page is the one in view, `unreadable` {message}.
 */
class PdfPages extends LecternElement {
  static properties = {
    url: {},
    zoom: { type: Number },
    quotation: { attribute: false },
    file: { state: true },
    usual: { state: true },
    near: { state: true },
    width: { state: true },
  };

  static look = css`
    :host {
      display: block;
      min-height: 0;
      overflow: auto;
      scrollbar-gutter: stable;
      background: var(--viewer-ground, rgb(128 128 128 / 0.18));
    }
    .pages {
      display: grid;
      justify-items: center;
      gap: 12px;
      width: fit-content;
      min-width: 100%;
      padding: 12px 16px;
      box-sizing: border-box;
    }
  `;

  #task;
  #watch;
  #resize;
  #inView = 0;
  #goal;

  constructor() {
    super();
    this.zoom = 1;
    this.near = new Set();
    this.width = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#watch = new IntersectionObserver((seen) => this.#sawPages(seen), {
      root: this,
      rootMargin: DRAWN_AHEAD,
    });
    this.#resize = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));
    this.#resize.observe(this);
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    if (this.hasUpdated) this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch.disconnect();
    this.#resize.disconnect();
    this.removeEventListener('scroll', this.#scrolled);
    this.#close();
  }

  willUpdate(changed) {
    if (changed.has('url')) this.#open();
  }

  updated(changed) {
    if (changed.has('file')) {
      this.#watch.disconnect();
      this.#pages.forEach((page) => this.#watch.observe(page));
    }
    if (this.#goal && this.file && this.width) this.#reachGoal();
    else if (changed.get('width') || changed.get('zoom')) this.#stayInPlace(changed);
  }

  /** What is in the middle of the window stays there when the pages grow or shrink. */
  async #stayInPlace(changed) {
    const before = (changed.get('width') ?? this.width) * (changed.get('zoom') ?? this.zoom);
    const middle = this.clientHeight / 2;
    const at = (this.scrollTop + middle) * ((this.width * this.zoom) / before);
    await Promise.all(this.#pages.map((page) => page.updateComplete));
    this.scrollTop = at - middle;
  }

  /** Scrolls to a page, or to the quotation on it. */
  async goTo(page) {
    this.#goal = page;
    this.requestUpdate();
    await this.updateComplete;
  }

  render() {
    if (!this.file) return html`<div class="pages"></div>`;
    const numbers = Array.from({ length: this.file.numPages }, (_, index) => index + 1);
    return html`<div class="pages">
      ${repeat(
        numbers,
        (number) => number,
        (number) =>
          html`<lectern-pdf-page
            .file=${this.file}
            .number=${number}
            .usual=${this.usual}
            .width=${this.width}
            .zoom=${this.zoom}
            ?drawn=${this.near.has(number)}
            .quotation=${this.quotation?.page === number ? this.quotation : null}
          ></lectern-pdf-page>`,
      )}
    </div>`;
  }

  get #pages() {
    return [...this.renderRoot.querySelectorAll('lectern-pdf-page')];
  }

  async #open() {
    this.#close();
    if (!this.url) return;
    const url = this.url;
    try {
      const task = await openPdf(url);
      if (url !== this.url || !this.isConnected) return void task.destroy();
      this.#task = task;
      const file = await task.promise;
      const usual = await file.getPage(1);
      if (task === this.#task) Object.assign(this, { usual, file });
    } catch (error) {
      if (url === this.url && this.isConnected) this.tell('unreadable', { message: whyNot(error) });
    }
  }

  #close() {
    this.#task?.destroy();
    this.#task = undefined;
    this.#inView = 0;
    Object.assign(this, { file: null, near: new Set() });
  }

  #measure() {
    const style = getComputedStyle(this);
    this.width = Math.max(0, this.clientWidth - 2 * MARGIN - parseFloat(style.paddingInline || 0));
  }

  #sawPages(seen) {
    const near = new Set(this.near);
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) near.add(target.number);
      else near.delete(target.number);
    }
    this.near = near;
    this.#scrolled();
  }

  /** The page in view is the one that crosses a line a third down the window. */
  #scrolled = () => {
    const top = this.getBoundingClientRect().top + this.clientHeight / 3;
    const pages = this.#pages;
    const page =
      pages.find((each) => each.getBoundingClientRect().bottom > top)?.number ?? pages.length;
    if (!page || page === this.#inView || this.#goal) return;
    this.#inView = page;
    this.tell('shown-page', { page, pages: pages.length });
  };

  async #reachGoal() {
    const page = this.#pages[Math.min(this.#goal, this.file.numPages) - 1];
    await page.measured();
    await page.updateComplete;
    const box = page.firstBox;
    reveal(this, box ?? page, box ? 'middle' : 'top');
    this.#goal = undefined;
    this.#scrolled();
  }
}

customElements.define('lectern-pdf-pages', PdfPages);
