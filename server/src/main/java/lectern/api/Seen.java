package lectern.api;

import lectern.gateway.CallLog;
import lectern.gateway.Roster;
import lectern.gateway.SuccessRates;
import lectern.gateway.pace.Gatekeeper;

/// What is seen of the gateway.
public record Seen(Roster roster, Gatekeeper gate, CallLog calls, SuccessRates rates) {}
