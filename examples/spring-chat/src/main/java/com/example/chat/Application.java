package com.example.chat;

import io.spillway.Moderation;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.WordListClassifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
public class Application {

  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  @Bean
  Moderation moderation() {
    return Moderation.builder()
        .stores(InMemoryStores.create())
        .classifier(new WordListClassifier())
        .build();
  }
}
