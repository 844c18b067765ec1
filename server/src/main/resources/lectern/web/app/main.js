// Begins the web app: everything else hangs on the shell.
import './shell.js';
