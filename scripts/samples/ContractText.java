package samples;

import java.util.List;

/// The words of the supply contract; its clauses are numbered by Word.
final class ContractText {

  /// A numbered heading with its clauses.
  record Article(String title, List<String> clauses) {}

  /// The article which the table of deliveries follows.
  static final String WITH_TABLE = "Deliveries";

  /// The clause which carries the footnote.
  static final String WITH_FOOTNOTE =
      "If the index of cast iron prices moves by more than 6% within a calendar year, either party"
          + " may ask for new prices, which apply from the following 1 January.";

  static final String FOOTNOTE =
      "The index is the one printed each month by the Founders' Gazette; the base is the figure for"
          + " January 2026, which was 118.4.";

  private ContractText() {}

  static final List<Article> ARTICLES =
      List.of(
          new Article(
              "Subject",
              List.of(
                  "The Supplier casts pump housings in iron and impellers in bronze to the Buyer's"
                      + " drawings, and the Buyer buys them.",
                  "The patterns and core boxes belong to the Buyer. The Supplier keeps them dry,"
                      + " insured and marked, and returns them within ten days when asked.")),
          new Article(
              "Term",
              List.of(
                  "The contract begins on 1 March 2026 and runs for three years.",
                  "After that it continues until one party ends it. Notice of termination must be"
                      + " given in writing at least six months before the end of a calendar"
                      + " quarter.",
                  "Either party may end the contract at once if the other has stopped its payments"
                      + " or has not mended a serious breach within 30 days of being warned.")),
          new Article(
              "Deliveries",
              List.of(
                  "The Supplier delivers carriage paid to the Buyer's works at Millrace Yard, on"
                      + " the dates and in the quantities of table 1. The dates for each following"
                      + " year are agreed by 31 October.",
                  "The Buyer may move a delivery by up to three weeks if it says so at least forty"
                      + " days before.")),
          new Article(
              "Late delivery",
              List.of(
                  "For every full week of delay the Supplier pays 0.5% of the price of the late"
                      + " goods, but not more than 5% in all.",
                  "If a delivery is more than five weeks late, the Buyer may buy the missing"
                      + " castings elsewhere and charge the difference in price to the Supplier.")),
          new Article(
              "Prices and payment",
              List.of(
                  "The prices of table 1 are fixed until 31 December 2026 and do not include value"
                      + " added tax.",
                  "Invoices are payable within 30 days. The Buyer may deduct 2% if it pays within"
                      + " ten days.",
                  WITH_FOOTNOTE)),
          new Article(
              "Quality",
              List.of(
                  "Each batch comes with a certificate of its chemical analysis and of a tensile"
                      + " test.",
                  "The Buyer inspects the goods within twelve working days of their arrival. Faults"
                      + " that show only in machining may be reported within six months.",
                  "The Supplier warrants its castings for 24 months from delivery. It replaces"
                      + " faulty castings within 15 working days and bears the cost of machining"
                      + " already done, up to £60 for each piece.")),
          new Article(
              "Liability and insurance",
              List.of(
                  "The Supplier keeps product liability insurance of at least £3 million for each"
                      + " event and proves it every January.",
                  "Neither party answers for events beyond its control, such as fire, flood or"
                      + " strikes by others, as long as it reports them within three days.")),
          new Article(
              "Confidentiality",
              List.of(
                  "Drawings, prices and quantities are kept secret during the contract and for four"
                      + " years after its end.")),
          new Article(
              "Final provisions",
              List.of(
                  "Changes to this contract are valid only in writing and signed by both parties.",
                  "Disputes go to a single arbitrator at Ostleford, after one attempt to settle"
                      + " them between the managing directors.")));
}
