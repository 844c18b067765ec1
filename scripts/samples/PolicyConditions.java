package samples;

import java.util.ArrayList;
import java.util.List;

/// Parts B and C of the insurance policy, as text.
final class PolicyConditions {

  /// A numbered heading with its clauses.
  record Section(String title, List<Clause> clauses) {}

  /// @param number as printed: `4.2`
  record Clause(String number, String text) {}

  static final List<Section> SECTIONS = sections();
  static final List<Section> ENDORSEMENTS = endorsements();

  private PolicyConditions() {}

  private static List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    add(
        sections,
        "Definitions",
        "**Event** means one loss or a series of losses that arise from one cause within 72 hours.",
        "**Works** means all buildings, yards and the test bay at location A.",
        "**Stock** means raw castings, bought parts, work in progress and finished pumps that"
            + " belong to the Insured or for which the Insured is answerable.",
        "**Unoccupied** means that nobody has worked in a building for more than 30 days running.");
    add(
        sections,
        "What is insured",
        "The Society pays for sudden physical loss of or damage to the property of table 1 that a"
            + " peril of table 2 causes during the period of insurance, up to the limits stated.",
        "It pays the loss of gross profit and the increased cost of working that follow from such"
            + " damage, for as long as the business is affected but not beyond the indemnity"
            + " period.",
        "Property that is temporarily at a customer's site for repair is covered anywhere in the"
            + " country for up to 60 days and up to £90,000.");
    add(
        sections,
        "How a loss is settled",
        "Machinery less than five years old is replaced new for old. Older machinery is paid at its"
            + " current value, which is never set below 40% of the price of a new machine.",
        "If the sum insured is less than 85% of the value at the time of the loss, the Society pays"
            + " only the share that the sum insured bears to that value.",
        "Patterns and moulds are paid only when they have actually been made again within two"
            + " years.",
        "The Society pays within 21 days of agreeing the amount. It makes an advance of up to half"
            + " of the undisputed amount when the Insured asks for one.");
    add(
        sections,
        "What is not insured",
        "War, civil war, invasion, and the acts of any public authority that seizes property.",
        "Nuclear reaction, radiation and radioactive contamination.",
        "Wear and tear, rust, corrosion, vermin, and damage that came about gradually.",
        "Frost damage to pipes and pumps in a building that is **unoccupied**, unless the system"
            + " was drained.",
        "Theft from a vehicle left unattended between 21:00 and 06:00, unless it stood in a locked"
            + " yard or garage.",
        "Loss of or damage to data by malicious software, and any ransom. Only the additional cover"
            + " of table 3 applies to data.",
        "Faulty design, faulty material and faulty workmanship in the pumps made by the Insured;"
            + " but damage to other property which results is insured.",
        "Stock that is missing when an inventory is taken, where no event can be named.");
    add(
        sections,
        "Duties of the Insured",
        "Have the sprinkler system tested every week and serviced twice a year by an approved firm,"
            + " and keep the records for three years.",
        "Issue a written permit before any hot work, such as welding or cutting, and keep a fire"
            + " watch for at least 60 minutes after it ends.",
        "Keep stock at location B at least 15 cm above the floor and away from the canal-side"
            + " doors.",
        "Have the roofs and gutters inspected each spring and each autumn.",
        "Set the intruder alarm whenever the works or the warehouse are left without staff.",
        "Tell the Society within 14 days of any new building, of any new process that uses open"
            + " flames or solvents, and of any building that becomes **unoccupied**.");
    add(
        sections,
        "Claims",
        "Notify every loss within five working days of discovering it. Report theft and malicious"
            + " damage to the police within 24 hours.",
        "Take all reasonable steps to keep the loss small. Reasonable cost of doing so is paid,"
            + " even where it proves useless.",
        "Keep damaged parts until the Society's surveyor has seen them, or for 30 days, whichever"
            + " is the shorter.",
        "A claim that is fraudulent in any part is lost as a whole.");
    add(
        sections,
        "Premium, change and end",
        "If an instalment is not paid within 14 days of the day it is due, the Society may suspend"
            + " cover from the day after it has said so in writing.",
        "The policy is renewed for a further year unless one side gives notice at least two months"
            + " before it ends.",
        "After a loss of more than £100,000 either side may cancel the policy by giving 30 days'"
            + " notice in writing. Premium for the time not run is returned.",
        "The sums insured for buildings rise by 3% on each renewal, unless the Insured declines.");
    add(
        sections,
        "Disputes and complaints",
        "If the amount of a loss is disputed, each side names an expert and both experts name an"
            + " umpire. Their award is binding. Each side bears half of the umpire's fee.",
        "Complaints go first to the Society's Members' Office, which answers within 15 working"
            + " days.",
        "The courts at Greyfen have jurisdiction over all other disputes.");
    return List.copyOf(sections);
  }

  private static List<Section> endorsements() {
    return List.of(
        new Section(
            "Changes agreed for this period",
            List.of(
                new Clause(
                    "E1",
                    "**Loss payee.** Claims of more than £50,000 for the buildings at location A"
                        + " are paid to Ardlow Bank plc until its loan of 2022 is repaid."),
                new Clause(
                    "E2",
                    "**Flood extension.** Flood at location B is covered only while the flood"
                        + " barriers at the canal-side doors are in working order and are put up"
                        + " when a warning is given."),
                new Clause(
                    "E3",
                    "**Test bay.** Machinery breakdown cover includes the drive motors, the"
                        + " frequency converter and the measuring equipment of the test bay."),
                new Clause(
                    "E4",
                    "**Solar roof.** The panels on the roof of the works count as buildings. Hail"
                        + " damage to them is covered once the panels have passed the yearly"
                        + " inspection."))));
  }

  private static void add(List<Section> sections, String title, String... texts) {
    int number = sections.size() + 1;
    List<Clause> clauses = new ArrayList<>();
    for (String text : texts) {
      clauses.add(new Clause("%d.%d".formatted(number, clauses.size() + 1), text));
    }
    sections.add(new Section(number + "  " + title, List.copyOf(clauses)));
  }
}
