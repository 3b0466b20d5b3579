# One image for web, worker and schedule; the command decides (see compose.yaml).
FROM python:3.11-slim AS build
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt constraints.txt ./
# The CPU build of torch is a tenth of the other; a GPU image passes the index of its CUDA version.
RUN pip install --index-url "$TORCH_INDEX" --no-deps "$(sed -n 's/^\(torch==[^ ]*\).*/\1/p' requirements.txt)" \
    && pip install -r requirements.txt -c constraints.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /app copilot && install -d -o copilot /var/lib/jdcopilot
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HF_HUB_OFFLINE=1 \
    JD_MODE=production JD_VAR_DIR=/var/lib/jdcopilot
WORKDIR /app
COPY --from=build /venv /venv
COPY . .
# Hashed, compressed static files belong to the image; the values here only satisfy the settings while they are made.
RUN JD_SECRET_KEY=build JD_ALLOWED_HOSTS=build JD_REDIS_URL=redis://build JD_VAR_DIR=/app/build \
    python manage.py collectstatic --noinput && mv build/static /app/static && rm -rf build
ENV JD_STATIC_ROOT=/app/static
USER 10001
VOLUME /var/lib/jdcopilot
EXPOSE 8000
# Asked by the site's own name: Django refuses every other host.
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s CMD ["python", "-c", "\
import os, urllib.request; \
host = os.environ['JD_ALLOWED_HOSTS'].split(',')[0].lstrip('.'); \
urllib.request.urlopen(urllib.request.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=2)"]
CMD ["gunicorn", "-k", "asgi", "--workers", "2", "--bind", "0.0.0.0:8000", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "jdcopilot.asgi:application"]
