/// The web app: static files, and how they are served. What is in them lies in the resources of
/// this package.
@NullMarked
package lectern.web;

import org.jspecify.annotations.NullMarked;
