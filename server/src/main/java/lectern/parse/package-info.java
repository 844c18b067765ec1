/// Bytes become pages: what a parser promises, whoever does the work.
///
/// It knows neither the pipeline that calls it nor where its pages go. Read {@link
/// lectern.parse.Parser}, then {@link lectern.parse.Parsing}; `lectern.parse.local` is the engine
/// that needs no other server.
@NullMarked
package lectern.parse;

import org.jspecify.annotations.NullMarked;
