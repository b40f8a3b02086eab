# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish HealthDashboard --configuration Release --output /app -p:PublishReadyToRun=true --use-current-runtime --self-contained false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /srv
COPY --from=build /app /app
COPY data /srv/data
RUN mkdir warehouse && chown $APP_UID warehouse
USER $APP_UID
# Data lies in /srv/data and snapshots in /srv/warehouse: mount your own.
VOLUME /srv/warehouse
ENV ASPNETCORE_HTTP_PORTS=5080
EXPOSE 5080
ENTRYPOINT ["dotnet", "/app/HealthDashboard.dll"]
