/// A question becomes an answer whose every quotation stands on the page it names.
///
/// It does not know where documents come from or how passages are found. Read {@link
/// lectern.agent.Answer}, {@link lectern.agent.ExtractiveAgent} with {@link
/// lectern.agent.Statements} and {@link lectern.agent.Relevance}, then {@link
/// lectern.agent.WrittenAgent} with {@link lectern.agent.Prompt} and {@link lectern.agent.Markers}.
@NullMarked
package lectern.agent;

import org.jspecify.annotations.NullMarked;
