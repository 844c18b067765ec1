import './library.js';
import './document.js';
