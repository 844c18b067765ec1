// One page of a PDF: its picture, and the boxes of a quotation over it.
import { LecternElement, css, html, nothing } from '../base/element.js';
import { linesOf } from './boxes.js';

/** The most pixels of one drawn page: 4,096 by 4,096, which every browser's canvas can hold. */
const MOST_PIXELS = 4096 * 4096;

/** A quotation's box is this many points wider on each side than its letters. */
const ROOM = 1.5;

/** One page of a PDF: its picture, drawn while `drawn`, and the boxes of a quotation over it. */
class PdfPage extends LecternElement {
  static properties = {
    file: { attribute: false },
    number: { type: Number, reflect: true },
    usual: { attribute: false },
    width: { type: Number },
    zoom: { type: Number },
    drawn: { type: Boolean },
    quotation: { attribute: false },
    page: { state: true },
    failed: { state: true },
  };

  static look = css`
    :host {
      position: relative;
      display: block;
      background: #fff;
      box-shadow: 0 1px 4px rgb(0 0 0 / 0.25);
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
    .box {
      position: absolute;
      background: rgb(255 205 40 / 0.42);
      box-shadow: 0 0 0 1px rgb(170 110 0 / 0.75);
      mix-blend-mode: multiply;
      border-radius: 2px;
      pointer-events: none;
    }
    p {
      position: absolute;
      inset: 0;
      margin: 0;
      padding: 2rem;
      color: #5b2020;
    }
  `;

  #drawing;
  #measuring;

  willUpdate(changed) {
    if (changed.has('file') || changed.has('number')) {
      this.page = undefined;
      this.#measuring = undefined;
    }
    if (this.drawn || this.quotation) this.measured();
    const { width, height } = this.#size;
    this.style.width = `${width}px`;
    this.style.height = `${height}px`;
  }

  updated(changed) {
    this.#placeBoxes();
    if (!this.drawn || !this.page || !this.width) return this.#clear();
    if (['drawn', 'page', 'width', 'zoom'].some((name) => changed.has(name))) this.#draw();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#clear();
  }

  /** The highest box of the quotation, when there is one. */
  get firstBox() {
    return this.renderRoot.querySelector('.box');
  }

  /** Waits until the page's own size is known; until then it has the size of the first page. */
  measured() {
    this.#measuring ??= this.file.getPage(this.number).then(
      (page) => (this.page = page),
      () => (this.failed = true),
    );
    return this.#measuring;
  }

  render() {
    return html`<canvas role="img" aria-label="Page ${this.number}"></canvas> ${this.failed
        ? html`<p>This page is damaged and cannot be drawn.</p>`
        : nothing}
      ${this.#lines.map(() => html`<div class="box"></div>`)}`;
  }

  get #lines() {
    return this.quotation ? linesOf(this.quotation.words, this.quotation.range) : [];
  }

  /**
   * The boxes are placed by shares of the page, so they stay in place at every zoom. They are
   * placed by script, since the content security policy allows no style attributes.
   */
  #placeBoxes() {
    const sheet = sheetOf(this.page ?? this.usual);
    const boxes = this.renderRoot.querySelectorAll('.box');
    this.#lines.forEach(({ left, top, right, bottom }, index) => {
      Object.assign(boxes[index].style, {
        left: `${(100 * (left - ROOM)) / sheet.width}%`,
        top: `${(100 * (top - ROOM)) / sheet.height}%`,
        width: `${(100 * (right - left + 2 * ROOM)) / sheet.width}%`,
        height: `${(100 * (bottom - top + 2 * ROOM)) / sheet.height}%`,
      });
    });
  }

  get #scale() {
    const usual = sheetOf(this.usual);
    return (this.zoom * this.width) / usual.width;
  }

  get #size() {
    const sheet = sheetOf(this.page ?? this.usual);
    return {
      width: Math.floor(sheet.width * this.#scale),
      height: Math.floor(sheet.height * this.#scale),
    };
  }

  async #draw() {
    this.#drawing?.cancel();
    const { width, height } = this.#size;
    const wanted = globalThis.devicePixelRatio || 1;
    const density = Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(width * density);
    canvas.height = Math.floor(height * density);
    const scale = (this.#scale * density) / this.page.userUnit;
    const drawing = this.page.render({ canvas, viewport: this.page.getViewport({ scale }) });
    this.#drawing = drawing;
    try {
      await drawing.promise;
      if (drawing === this.#drawing) this.#show(canvas);
    } catch (error) {
      if (error?.name !== 'RenderingCancelledException') this.failed = true;
    }
  }

  /** The old picture stands, scaled, until the new one is whole: nothing flickers. */
  #show(picture) {
    const canvas = this.renderRoot.querySelector('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d').drawImage(picture, 0, 0);
    this.toggleAttribute('ready', true);
  }

  #clear() {
    this.#drawing?.cancel();
    this.#drawing = undefined;
    const canvas = this.renderRoot?.querySelector('canvas');
    if (canvas?.width) canvas.width = canvas.height = 0;
    this.toggleAttribute('ready', false);
  }
}

/** A page's visible part as it is shown, in its own units, as the API's word boxes count them. */
function sheetOf({ view: [left, bottom, right, top], rotate }) {
  const upright = rotate % 180 === 0;
  const [width, height] = [right - left, top - bottom];
  return upright ? { width, height } : { width: height, height: width };
}

customElements.define('lectern-pdf-page', PdfPage);
