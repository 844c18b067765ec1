/// What LlamaParse's API is asked and answers: files become jobs, and jobs become pages.
@NullMarked
package lectern.gateway.llamaparse;

import org.jspecify.annotations.NullMarked;
