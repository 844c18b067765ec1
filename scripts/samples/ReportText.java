package samples;

import java.util.List;

/// The prose of the annual report.
final class ReportText {

  /// A piece of a column.
  sealed interface Piece {}

  record Heading(String text) implements Piece {}

  record Prose(String text) implements Piece {}

  private ReportText() {}

  static final List<Piece> YEAR_IN_BRIEF =
      List.of(
          new Prose(
              "2025 was the best year in the history of Wendlebrook Pumps. Revenue rose by 13.4% to"
                  + " £22.86 million, and more than two fifths of it came from public water"
                  + " suppliers. We shipped 4,870 pumps, 560 more than in the year before."),
          new Prose(
              "Growth did not come at the cost of quality. Warranty claims fell to 0.9% of the"
                  + " pumps delivered, from 1.4% in 2024. The main reason is that every pump with a"
                  + " motor of more than 30 kW now runs for two hours under load before it leaves"
                  + " us."),
          new Heading("A test bay of our own"),
          new Prose(
              "Until last summer our largest pumps travelled 140 kilometres to be tested. On 3"
                  + " September 2025 we opened a test bay at Millrace Yard, which cost £1.24"
                  + " million. It can run pumps of up to 250 kW in a closed loop of 90 cubic metres"
                  + " of water. The time from assembly to delivery fell from nineteen days to"
                  + " eleven."),
          new Heading("Who we are"),
          new Prose(
              "Wendlebrook was founded in 1987 by two engineers who repaired mill pumps in a shed"
                  + " beside the Ostle. Today the company designs, machines and assembles"
                  + " centrifugal and submersible pumps at one site and keeps its finished goods in"
                  + " the warehouse at Canal Basin."),
          new Prose(
              "The shares are held by 38 families from the town and by a trust for the employees,"
                  + " which owns 22% of them. There are 500,000 shares, and none are traded on an"
                  + " exchange."),
          new Heading("Thanks"),
          new Prose(
              "I thank everyone who made this year what it was: our staff, who moved a machine hall"
                  + " in eleven weekends; our customers, who forgave us a late June; and Hanne"
                  + " Quillfeather, who leaves the board after fourteen years as a director and"
                  + " stays as company secretary."),
          new Prose("**Maren Oakshott,** Managing Director"));

  static final List<Piece> MARKETS =
      List.of(
          new Heading("Water supply"),
          new Prose(
              "Public water suppliers bought pumps for £9.6 million, 15% more than in 2024. Many of"
                  + " their stations date from the 1980s, and replacing an old pump pays for itself"
                  + " in electricity within four to six years. The largest single order, for the"
                  + " Lower Fenning station of the Corrish Water Board, was signed in January 2026;"
                  + " its pumps will be delivered in May."),
          new Heading("Industry"),
          new Prose(
              "Sales to industry grew by 8.5%. Breweries and dairies asked above all for pumps that"
                  + " can be cleaned without being taken apart. Demand from paper mills fell for"
                  + " the third year, and we no longer expect it to return."),
          new Heading("Building services"),
          new Prose(
              "Pumps for heating and cooling of large buildings brought in £3.36 million. We sell"
                  + " them through eleven dealers. In October we ended the contract with a dealer"
                  + " who had not kept spare parts in stock as agreed."),
          new Heading("Spare parts and service"),
          new Prose(
              "Four service vans now cover the region, one more than before. They carry the 120"
                  + " parts which make up nine tenths of all repairs. In 2025 the vans reached a"
                  + " customer within 24 hours of a call in 94% of cases."),
          new Heading("New products"),
          new Prose(
              "The Brook 125, launched in March 2025, moves 180 cubic metres an hour and uses 11%"
                  + " less electricity than the pump that it replaces. By the end of the year 310"
                  + " had been sold. The submersible Spring S-40 was given a seal that survives"
                  + " running dry for up to 30 minutes."),
          new Prose(
              "Work began on a controller that listens to a pump and reports a worn bearing weeks"
                  + " before it fails. Field trials with three customers are planned for the autumn"
                  + " of 2026."),
          new Heading("Prices and suppliers"),
          new Prose(
              "Cast iron became 4% dearer, bronze 7%. We raised our list prices by 2.5% in January"
                  + " 2025 and left them unchanged since. At the end of the year our foundry of"
                  + " many years closed, and we chose Tolvane Castings Ltd as its successor."));

  static final List<Piece> RESULTS =
      List.of(
          new Heading("Margin"),
          new Prose(
              "Gross margin rose from 37.0% to 38.5%, because fewer pumps had to be reworked and"
                  + " because the Brook 125 is cheaper to machine. Operating profit reached £2.72"
                  + " million, which is 11.9% of revenue."),
          new Heading("Spending"),
          new Prose(
              "Research and development took £1.37 million, nearly a third more than in 2024. We"
                  + " invested £1.93 million in buildings and machines, most of it in the test bay,"
                  + " and paid back £450,000 of the loan from Ardlow Bank."),
          new Heading("Dividend"),
          new Prose(
              "The board proposes a dividend of 84 pence a share, £420,000 in all, to be paid on 15"
                  + " May 2026. The dividend for 2024 was 66 pence a share."),
          new Heading("Order book"),
          new Prose(
              "Orders in hand on 31 December 2025 were worth £6.3 million, compared with £5.1"
                  + " million a year earlier."));

  static final List<Piece> PEOPLE =
      List.of(
          new Heading("People"),
          new Prose(
              "At the end of 2025 we employed 143 people, twelve more than a year before. Eleven of"
                  + " them are apprentices. Every apprentice who finished in 2025 was offered a"
                  + " permanent post, and all but one accepted."),
          new Prose(
              "Each employee received 26 hours of training on average. Staff turnover was 6%, half"
                  + " of what is usual in our trade."),
          new Heading("Safety"),
          new Prose(
              "There were three accidents with lost time, after five in 2024. Two happened while"
                  + " lifting by hand. Since November a vacuum lifter stands at every assembly"
                  + " place where parts of more than 15 kilograms are handled."),
          new Heading("Environment"),
          new Prose(
              "In May 2025 a solar roof with a peak output of 412 kW went into service. It met 18%"
                  + " of our demand for electricity in its first months. Waste heat from the"
                  + " compressors now warms the paint shop, which saves 31,000 cubic metres of gas"
                  + " a year."),
          new Prose(
              "All water in the test bay is used again. It is filtered and changed once a year."),
          new Heading("Main risks"),
          new Prose(
              "**Water.** Both sites lie beside the Ostle and its canal. The flood of 2012 stopped"
                  + " work for nine days. Barriers were fitted at the warehouse in 2019, and flood"
                  + " is insured."),
          new Prose(
              "**Suppliers.** Castings come from one foundry. Our own patterns could be moved to"
                  + " another within about ten weeks; we keep castings for six weeks in stock."),
          new Prose(
              "**Customers.** The five largest customers account for 34% of revenue. None accounts"
                  + " for more than 10%."),
          new Prose(
              "**Computers.** A fire drill for computers was held in June: all systems were"
                  + " restored from copies within 17 hours, against a target of 24."));

  static final List<Piece> OUTLOOK =
      List.of(
          new Heading("Debt"),
          new Prose(
              "The loan from Ardlow Bank stood at £2.4 million. It bears interest at 5.1% and is to"
                  + " be repaid in full by 30 June 2029."),
          new Heading("Outlook for 2026"),
          new Prose(
              "We expect revenue of £24.6 million in 2026 and an operating margin of about 12%. The"
                  + " first quarter has begun well: by the end of February orders were 9% above the"
                  + " same months of 2025."),
          new Prose(
              "The largest investment of the year will be a five-axis milling machine. We plan to"
                  + " employ 151 people by the end of 2026."),
          new Heading("Dates"),
          new Prose(
              "The general meeting takes place on 28 April 2026 at 17:00 in the canteen at Millrace"
                  + " Yard. The report on the first half of 2026 appears on 20 August 2026."),
          new Heading("The board"),
          new Prose(
              "Asta Lindqvane (chair), Maren Oakshott (Managing Director), Tobias Fenwright"
                  + " (Finance Director), Ines Callowmoor (Operations Director) and Corwin Ashlake"
                  + " (elected by the employees)."));
}
