ARG JRE=eclipse-temurin:25-jre
FROM ${JRE}
COPY opt /opt
RUN mkdir -p /var/lib/kafka/data && chown -R 1000:1000 /var/lib/kafka
VOLUME /var/lib/kafka/data
USER 1000:1000
EXPOSE 9092
CMD ["/opt/kafka/kafka-start"]
