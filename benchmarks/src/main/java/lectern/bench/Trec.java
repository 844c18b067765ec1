package lectern.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A collection of documents and questions, judged by people, as the TREC conferences have them.
///
/// On disk a folder of three files in UTF-8: `docs.jsonl` (an object with `id`, `title` and `text`
/// a line), `queries.jsonl` (`id` and `text`), and `qrels.tsv` (a header `query`, `doc`,
/// `judgement`, then a judgement a line, parted by tabs). A judgement above zero means that the
/// document answers.
///
/// @param relevant the documents that answer a query, by the query's id; a query that nothing
///   answers is missing
public record Trec(
    List<Document> documents, List<Query> queries, Map<String, Set<String>> relevant) {

  public record Document(String id, String title, String text) {}

  public record Query(String id, String text) {}

  private static final String HEADER = "query\tdoc\tjudgement";

  public Trec {
    documents = List.copyOf(documents);
    queries = List.copyOf(queries);
    relevant = Map.copyOf(relevant);
  }

  /// The queries by which a search can be judged.
  public List<Query> judged() {
    return queries.stream().filter(query -> relevant.containsKey(query.id())).toList();
  }

  /// Reads a whole collection into memory.
  ///
  /// @throws UnreadableCollection when a file is missing or a line of it malformed
  public static Trec read(Path folder) {
    var documents = new ArrayList<Document>();
    for (TrecLine.Fields fields : TrecLine.objects(folder.resolve("docs.jsonl"))) {
      documents.add(new Document(fields.get("id"), fields.get("title"), fields.get("text")));
    }
    var queries = new ArrayList<Query>();
    for (TrecLine.Fields fields : TrecLine.objects(folder.resolve("queries.jsonl"))) {
      queries.add(new Query(fields.get("id"), fields.get("text")));
    }
    return new Trec(documents, queries, judgements(folder.resolve("qrels.tsv")));
  }

  private static Map<String, Set<String>> judgements(Path file) {
    var relevant = new HashMap<String, Set<String>>();
    List<TrecLine> lines = TrecLine.all(file);
    lines.getFirst().require(lines.getFirst().text().equals(HEADER), "the header is not " + HEADER);
    for (TrecLine line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.text().split("\t", -1));
      line.require(cells.size() == 3, "three cells parted by tabs are needed, not " + cells.size());
      String judgement = cells.get(2);
      line.require(judgement.matches("-?\\d{1,9}"), "no whole number as judgement: " + judgement);
      if (Integer.parseInt(judgement) > 0) {
        relevant.computeIfAbsent(cells.get(0), _ -> new HashSet<>()).add(cells.get(1));
      }
    }
    return relevant;
  }
}
