# docker buildx bake -f containers/docker-bake.hcl, after containers/stage.sh; VERSION, REVISION and REPOSITORY come from the environment.
variable "VERSION" {
  default = "0.1.0-SNAPSHOT"
}

variable "REVISION" {
  default = "unknown"
}

variable "REPOSITORY" {
  default = "vigia"
}

group "default" {
  targets = ["images"]
}

target "images" {
  name       = image
  matrix     = { image = ["ingest-api", "stream-detector", "query-api", "notifier", "tools"] }
  context    = "."
  dockerfile = "containers/Dockerfile"
  target     = image
  network    = "none"
  platforms  = ["linux/amd64", "linux/arm64"]
  tags       = ["${REPOSITORY}/${image}:${VERSION}", "${REPOSITORY}/${image}:latest"]
  args = {
    VERSION  = VERSION
    REVISION = REVISION
    # BuildKit gives what it makes itself this time too: 2026-01-01T00:00:00Z.
    SOURCE_DATE_EPOCH = "1767225600"
  }
}
