package io.spillway.core.deadletter;

import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.queue.Payload;
import java.util.List;
import java.util.Optional;

/** Patches of payloads such as {@code e-1 500}: {@code 500->700} replaces the amount 500. */
final class AmountPatches implements PayloadPatches {

  @Override
  public Optional<String> problem(String patch) {
    return patch.contains("->") ? Optional.empty() : Optional.of("must be two amounts");
  }

  @Override
  public Result apply(String patch, Payload payload) {
    String[] amounts = patch.split("->", -1);
    String text = payload.text().orElse("");
    if (!text.endsWith(" " + amounts[0])) {
      return new Unfit("the amount differs");
    }
    Payload next = Payload.of(text.substring(0, text.lastIndexOf(' ') + 1) + amounts[1]);
    return new Patched(
        next,
        amounts[0].equals(amounts[1])
            ? List.of()
            : List.of(new Change("/amount", amounts[0], amounts[1])));
  }
}
