package lectern.simulator.serve;

import java.util.Optional;
import lectern.simulator.fault.Effects;
import lectern.simulator.http.Reply;

/// A reply that is ready, and what shall still go wrong with it.
///
/// @param errorInside what [lectern.simulator.fault.Fault.ErrorInside] puts in the body, if the
///   vendor has the error it names
record Draft(Reply reply, Effects effects, Pace pace, Optional<String> errorInside) {}
