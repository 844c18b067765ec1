import './settings.js';
