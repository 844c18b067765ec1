package lectern.house;

/// The rules keep themselves.
class HouseRulesTest extends HouseRules {
  HouseRulesTest() {
    super("lectern.(*)..");
  }
}
