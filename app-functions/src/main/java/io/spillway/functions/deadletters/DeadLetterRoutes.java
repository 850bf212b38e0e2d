package io.spillway.functions.deadletters;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.PATCH;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.DeadLetters;
import io.spillway.functions.http.Route;
import io.spillway.functions.orchestration.EventProcessing;
import java.util.List;
import java.util.function.Supplier;

/** Routes for dead letters, and for jobs and redrives, which are one form of jobs. */
public final class DeadLetterRoutes {

  private DeadLetterRoutes() {}

  /**
   * Returns all routes.
   *
   * @param newId the generator of the ids of jobs
   */
  public static List<Route> of(
      DeadLetters deadLetters, EventProcessing processing, Supplier<String> newId) {
    DeadLetterHandlers letters = new DeadLetterHandlers(deadLetters);
    DeadLetterStepHandlers desk = new DeadLetterStepHandlers(deadLetters);
    DeadLetterJobHandlers jobs =
        new DeadLetterJobHandlers(deadLetters, processing, newId, JobForm.JOBS);
    DeadLetterJobHandlers redrives =
        new DeadLetterJobHandlers(deadLetters, processing, newId, JobForm.REDRIVES);
    return List.of(
        new Route("ListDeadLetters", GET, "dead-letters", OPERATOR, letters::list),
        new Route("ListDeadLetterGroups", GET, "dead-letters/groups", OPERATOR, letters::groups),
        new Route(
            "SetDeadLetterGroupNote", POST, "dead-letters/groups/note", OPERATOR, letters::setNote),
        new Route("GetDeadLetter", GET, "dead-letters/{deadLetterId}", OPERATOR, letters::get),
        new Route(
            "GetDeadLetterPayload",
            GET,
            "dead-letters/{deadLetterId}/payload",
            OPERATOR,
            letters::payload),
        new Route("EditDeadLetter", PATCH, "dead-letters/{deadLetterId}", OPERATOR, desk::edit),
        new Route(
            "DiscardDeadLetter",
            POST,
            "dead-letters/{deadLetterId}/discard",
            OPERATOR,
            desk::discard),
        new Route(
            "RestoreDeadLetter",
            POST,
            "dead-letters/{deadLetterId}/restore",
            OPERATOR,
            desk::restore),
        new Route("OrderDeadLetterJob", POST, "dead-letters/jobs", OPERATOR, jobs::order),
        new Route("ListDeadLetterJobs", GET, "dead-letters/jobs", OPERATOR, jobs::list),
        new Route("GetDeadLetterJob", GET, "dead-letters/jobs/{jobId}", OPERATOR, jobs::get),
        new Route(
            "ControlDeadLetterJob", PATCH, "dead-letters/jobs/{jobId}", OPERATOR, jobs::control),
        new Route(
            "StopRetries",
            POST,
            "dead-letters/{deadLetterId}/stop-retries",
            OPERATOR,
            desk::stopRetries),
        new Route("RedriveDeadLetters", POST, "dead-letters/redrive", OPERATOR, redrives::order),
        new Route("ListRedrives", GET, "dead-letters/redrives", OPERATOR, redrives::list),
        new Route("GetRedrive", GET, "dead-letters/redrives/{redriveId}", OPERATOR, redrives::get),
        new Route(
            "ControlRedrive",
            PATCH,
            "dead-letters/redrives/{redriveId}",
            OPERATOR,
            redrives::control));
  }
}
