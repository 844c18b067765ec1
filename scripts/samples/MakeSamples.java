package samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes every generated sample document into one folder. The same program writes the same bytes
/// every time: dates, document ids and noise are fixed.
final class MakeSamples {

  /// A document to be made.
  private interface Sample {
    byte[] bytes() throws IOException;
  }

  private MakeSamples() {}

  /// Takes the folder to write to as its only argument.
  static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: MakeSamples FOLDER");
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (Map.Entry<String, Sample> sample : samples().entrySet()) {
      byte[] bytes = sample.getValue().bytes();
      Files.write(folder.resolve(sample.getKey()), bytes);
      System.out.printf("%-22s %,9d bytes%n", sample.getKey(), bytes.length);
    }
  }

  private static Map<String, Sample> samples() {
    Map<String, Sample> samples = new LinkedHashMap<>();
    samples.put("insurance-policy.pdf", InsurancePolicy::bytes);
    samples.put("annual-report.pdf", AnnualReport::bytes);
    samples.put("scanned-letter.pdf", ScannedLetter::bytes);
    samples.put("budget.xlsx", BudgetWorkbook::bytes);
    samples.put("supply-contract.docx", SupplyContract::bytes);
    samples.put("sales-deck.pptx", SalesDeck::bytes);
    return samples;
  }
}
