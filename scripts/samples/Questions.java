package samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.extractor.POITextExtractor;
import org.apache.poi.ooxml.extractor.POIXMLExtractorFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Checks that every answer which `questions.json` expects stands in the document it names, and in
/// a PDF on the page it names. Scanned pages are passed over: reading them needs a text recogniser.
final class Questions {
  private static final int DEMO_QUESTIONS = 3;

  private Questions() {}

  /// Takes the folder of the samples as its only argument; fails when an answer is missing.
  static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    JsonNode questions = new ObjectMapper().readTree(folder.resolve("questions.json").toFile());
    List<String> faults = new ArrayList<>();
    int demo = 0;
    for (JsonNode question : questions) {
      demo += question.path("demo").asBoolean(false) ? 1 : 0;
      if (!stands(question, folder)) {
        faults.add(question.toString());
      }
    }
    if (!faults.isEmpty() || demo != DEMO_QUESTIONS) {
      throw new IllegalStateException(
          "%d demo questions; no such answer: %s".formatted(demo, String.join("\n", faults)));
    }
    System.out.printf("make-samples: %d questions checked%n", questions.size());
  }

  private static boolean stands(JsonNode question, Path folder) throws IOException {
    if (question.get("expected").isNull() || question.path("needsOcr").asBoolean(false)) {
      return true;
    }
    Path file = folder.resolve(question.get("document").asString());
    String text =
        question.get("page").isNull() ? text(file) : text(file, question.get("page").asInt());
    return text.contains(question.get("expected").asString());
  }

  private static String text(Path file) throws IOException {
    if (!file.toString().endsWith("x")) {
      return Files.readString(file);
    }
    try (POITextExtractor extractor = new POIXMLExtractorFactory().create(file.toFile(), "")) {
      return extractor.getText();
    }
  }

  /// Only a PDF is cut into pages here; of other formats the whole text is searched.
  private static String text(Path file, int page) throws IOException {
    if (!file.toString().endsWith(".pdf")) {
      return text(file);
    }
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      return stripper.getText(document).replaceAll("\\s+", " ");
    }
  }
}
