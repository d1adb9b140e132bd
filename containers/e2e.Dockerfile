# The image vigia/e2e, not published: the black-box tests, for compose/compose.test.yaml, from what containers/stage.sh --e2e laid out.
ARG JRE=eclipse-temurin:25-jre

FROM ${JRE}
COPY target/image/e2e/ /
WORKDIR /tmp
ENV LANG=C.UTF-8 TZ=UTC
USER 10001:10001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-cp", "/opt/vigia/e2e/classes:/opt/vigia/e2e/lib/*", "io.vigia.e2e.BlackBox"]
