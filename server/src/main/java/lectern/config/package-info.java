/// What an operator can set, read once at start and checked all at once.
///
/// Read {@link lectern.config.Key}, the table of all settings, then {@link
/// lectern.config.Settings}.
@NullMarked
package lectern.config;

import org.jspecify.annotations.NullMarked;
