import './reference.js';
