package com.example.chat;

import io.spillway.AuthorNameRefusedException;
import io.spillway.InvalidInputException;
import io.spillway.Moderation;
import io.spillway.RateExceededException;
import io.spillway.Receipt;
import io.spillway.ports.SpillwayException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts messages. The response contains whether the message is published, but not the reason for withholding it. */
@RestController
class MessageController {

  private final Moderation moderation;

  MessageController(Moderation moderation) {
    this.moderation = moderation;
  }

  record Sent(String author, String text) {}

  record Told(boolean published) {}

  @PostMapping("/rooms/{room}/messages")
  Told accept(@PathVariable("room") String room, @RequestBody Sent sent) {
    Receipt receipt = moderation.accept(room, sent.author(), sent.text());
    return new Told(receipt instanceof Receipt.Published);
  }

  @Scheduled(fixedDelayString = "PT1M")
  void maintain() {
    moderation.runMaintenance();
  }

  @ExceptionHandler({InvalidInputException.class, AuthorNameRefusedException.class})
  ProblemDetail handleInvalidInput(SpillwayException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail handleExceededRate(RateExceededException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, e.getMessage());
  }
}
