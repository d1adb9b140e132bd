FROM vigia-stand-in/debian
COPY opt /opt
RUN groupadd -r -g 999 redis && useradd -r -u 999 -g redis redis && mkdir /data && chown redis:redis /data \
    && ln -s /opt/redis/docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh \
    && for program in redis-cli redis-sentinel; do \
        printf '#!/bin/sh\nLD_LIBRARY_PATH=/opt/redis exec /opt/redis/%s "$@"\n' "$program" >"/usr/local/bin/$program"; \
        chmod 755 "/usr/local/bin/$program"; \
    done
ENV LD_LIBRARY_PATH=/opt/redis
VOLUME /data
WORKDIR /data
EXPOSE 6379
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["redis-server"]
