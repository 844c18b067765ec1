/// A question becomes an answer whose every quotation stands on the page it names.
///
/// It does not know where documents come from or how passages are found. Read {@link
/// lectern.agent.ExtractiveAgent}, {@link lectern.agent.Answer}, then {@link
/// lectern.agent.Statements} and {@link lectern.agent.Relevance}.
@NullMarked
package lectern.agent;

import org.jspecify.annotations.NullMarked;
