package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.erasure.AuthorErasures;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.violation.Appeals;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.violation.ViolationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standing, appeals and erasure of authors: {@link Moderation#authors()}. Each method throws {@link
 * io.spillway.ports.PortException} when a store failed; safe to call again. Safe for use by many
 * threads.
 */
public final class Authors {

  private final AuthorStanding standing;
  private final Appeals appeals;
  private final AuthorErasures erasures;

  Authors(AuthorStanding standing, Appeals appeals, AuthorErasures erasures) {
    this.standing = requireNonNull(standing, "standing");
    this.appeals = requireNonNull(appeals, "appeals");
    this.erasures = requireNonNull(erasures, "erasures");
  }

  /**
   * {@return an author's standing on a stream, counted anew, with their latest violations}
   *
   * @param streamId the stream's id
   * @param author a name of the author, compared as the stream's policy says
   */
  public AuthorHistory history(String streamId, String author) {
    return standing.history(streamId, author);
  }

  /**
   * Appeals the decision that upheld a violation, on behalf of its author. Another moderator
   * decides; while the appeal waits it is no strike. One appeal for each decision, {@value
   * Appeals#MAX_APPEALS} for each message. The same appeal again gets the same answer.
   *
   * @param id the id of the withheld message
   * @param author a name of the author, compared by {@link io.spillway.ports.AuthorNames#key}; 1 to
   *     100 code points
   * @param text the author's statement, 1 to {@value Appeals#MAX_TEXT_LENGTH} characters
   * @return accepted, or the reason for the refusal
   * @throws InvalidInputException naming each bad field
   */
  public AppealResult appeal(ViolationId id, @Nullable String author, @Nullable String text) {
    return appeals.appeal(id, author, text);
  }

  /**
   * Requests the erasure of everything that an author has sent so far. The request is durable when
   * this returns; {@link Moderation#runMaintenance()} performs it in pieces. A repeated request is
   * harmless.
   *
   * @param author a name of the author, compared by {@link io.spillway.ports.AuthorNames#key}; 1 to
   *     100 code points
   * @param streamId the only stream; null for all
   * @param operator the operator's name
   * @return the recorded erasure
   * @throws InvalidInputException naming each bad field
   * @throws UnsupportedOperationException when the stores keep no erasures
   */
  public Erasure erase(@Nullable String author, @Nullable String streamId, String operator) {
    return erasures.request(author, streamId, operator);
  }

  /**
   * {@return an erasure's progress; empty if the id is unknown}
   *
   * @param id the erasure's id
   */
  public Optional<Erasure> erasure(String id) {
    return erasures.find(id);
  }
}
