# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish HealthDashboard --configuration Release --output /app -p:PublishReadyToRun=true --use-current-runtime --self-contained false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /srv
COPY --from=build /app /app
COPY --chown=$APP_UID data /srv/data
RUN install --directory --mode=0700 --owner=$APP_UID warehouse state && chown $APP_UID data
USER $APP_UID
# Data lies in /srv/data, snapshots in /srv/warehouse, what people add in /srv/state: mount your own.
VOLUME ["/srv/warehouse", "/srv/state"]
# A container is reached from outside by all its addresses, so it starts with Auth__Mode alone: Oidc, Accounts or Proxy, where people sign in, or Open.
ENV ASPNETCORE_HTTP_PORTS=5080
EXPOSE 5080
ENTRYPOINT ["dotnet", "/app/HealthDashboard.dll"]
